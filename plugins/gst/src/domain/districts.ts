/**
 * Districts of the states in which notifications have moved dates by district, by state code, with the names they had
 * before or are written by. A district outside this list would fall out of their scope without a word.
 */
const DISTRICTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '27': {
    Ahilyanagar: ['Ahmednagar', 'Ahmadnagar'],
    Akola: [],
    Amravati: [],
    Beed: ['Bid'],
    Bhandara: [],
    Buldhana: ['Buldana'],
    Chandrapur: [],
    'Chhatrapati Sambhajinagar': ['Aurangabad'],
    Dharashiv: ['Osmanabad'],
    Dhule: [],
    Gadchiroli: [],
    Gondia: ['Gondiya'],
    Hingoli: [],
    Jalgaon: [],
    Jalna: [],
    Kolhapur: [],
    Latur: [],
    'Mumbai City': [],
    'Mumbai Suburban': [],
    Nagpur: [],
    Nanded: [],
    Nandurbar: [],
    Nashik: ['Nasik'],
    Palghar: [],
    Parbhani: [],
    Pune: ['Poona'],
    Raigad: ['Raigarh'],
    Ratnagiri: [],
    Sangli: [],
    Satara: [],
    Sindhudurg: [],
    Solapur: ['Sholapur'],
    Thane: ['Thana'],
    Wardha: [],
    Washim: [],
    Yavatmal: [],
  },
  '33': {
    Ariyalur: [],
    Chengalpattu: ['Chengalpet'],
    Chennai: ['Madras'],
    Coimbatore: [],
    Cuddalore: [],
    Dharmapuri: [],
    Dindigul: [],
    Erode: [],
    Kallakurichi: [],
    Kancheepuram: ['Kanchipuram'],
    Kanyakumari: ['Kanniyakumari'],
    Karur: [],
    Krishnagiri: [],
    Madurai: [],
    Mayiladuthurai: [],
    Nagapattinam: [],
    Namakkal: [],
    Nilgiris: ['The Nilgiris'],
    Perambalur: [],
    Pudukkottai: [],
    Ramanathapuram: [],
    Ranipet: [],
    Salem: [],
    Sivaganga: ['Sivagangai'],
    Tenkasi: [],
    Thanjavur: ['Tanjore'],
    Theni: [],
    Thoothukudi: ['Tuticorin', 'Thoothukkudi'],
    Tiruchirappalli: ['Trichy', 'Tiruchirapalli'],
    Tirunelveli: [],
    Tirupathur: ['Tirupattur'],
    Tiruppur: ['Tirupur'],
    Tiruvallur: ['Thiruvallur'],
    Tiruvannamalai: ['Thiruvannamalai'],
    Tiruvarur: ['Thiruvarur'],
    Vellore: [],
    Viluppuram: ['Villupuram'],
    Virudhunagar: [],
  },
};

/** Of a state whose districts are not listed, nothing is known: any name stands as it is written. */
export function districtsOf(stateCode: string | null): readonly string[] | undefined {
  const districts = stateCode === null ? undefined : DISTRICTS[stateCode];
  return districts && Object.keys(districts);
}

/** The district of a state by any of its names, in any case; null where the state has none of this name. */
export function districtNamed(stateCode: string, name: string): string | null {
  const wanted = plain(name);
  const found = Object.entries(DISTRICTS[stateCode] ?? {}).find(([district, others]) =>
    [district, ...others].some((one) => plain(one) === wanted),
  );
  return found?.[0] ?? null;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replace(/district$/, '');
}
