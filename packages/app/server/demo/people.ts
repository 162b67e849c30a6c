/** People of the demo tenant. Shown on the sign-in page of a demo portal, and nowhere else. */
export const DEMO_SIGN_INS = [
  {
    email: 'priya@demo.example',
    password: 'demo-priya-2026',
    label: 'Priya Nair, contributor: prepares returns',
  },
  {
    email: 'arjun@demo.example',
    password: 'demo-arjun-2026',
    label: 'Arjun Mehta, approver: reviews and approves',
  },
  {
    email: 'kavita@demo.example',
    password: 'demo-kavita-2026',
    label: 'Kavita Rao, administrator: everything in the tenant',
  },
] as const;
