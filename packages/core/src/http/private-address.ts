import { BlockList, isIP } from 'node:net';

const listOf = (ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits = ''] = range.split('/');
    list.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
};

/** Of nobody in particular, of this machine, or of a private network (RFC 6890 and its registry). */
const PRIVATE = listOf([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '::1/128',
  'fc00::/7',
]);

/** Nobody calls these on purpose: who runs a cloud keeps its credentials behind one of them. */
const NEVER = listOf([
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'ff00::/8',
]);

/** IPv4 inside IPv6: mapped, and by way of NAT64. */
const EMBEDDED = /^(?:::ffff:|64:ff9b::)(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i;

const innerAddress = (address: string): string => {
  const [, dotted, high, low] = EMBEDDED.exec(address) ?? [];
  if (dotted !== undefined) return dotted;
  if (high === undefined || low === undefined) return address;
  const [first, second] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [first >> 8, first & 255, second >> 8, second & 255].join('.');
};

export type AddressKind = 'public' | 'private' | 'never';

/** @param address an IP address, as text */
export const kindOfAddress = (address: string): AddressKind => {
  const inner = innerAddress(address);
  const family = isIP(inner) === 6 ? 'ipv6' : 'ipv4';
  if (NEVER.check(inner, family)) return 'never';
  return PRIVATE.check(inner, family) ? 'private' : 'public';
};
