import { isIPv4 } from 'node:net';

/** An IPv4 address, or the /64 that one IPv6 customer has. */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = 8 - groups.length - tail.split(':').filter(Boolean).length;
  const all = address.includes('::') ? [...groups, ...Array.from({ length: missing }, () => '0')] : groups;
  return all.slice(0, 4).join(':');
}
