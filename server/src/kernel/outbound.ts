import { type LookupAddress, lookup } from 'node:dns';
import * as http from 'node:http';
import * as https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that are not the outside world: this machine, local networks, and what is reserved (RFC 6890). */
const inside = new BlockList();
const nets4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
// The rules for IPv4 look at mapped addresses by themselves; one for ::ffff:0:0/96 would match every IPv4 address.
const nets6 =
  '::/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8';
const addNets = (list: BlockList, nets: readonly string[]): void => {
  for (const net of nets) {
    const [address = '', bits = ''] = net.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits), family);
  }
};
addNets(inside, nets4.split(' '));
addNets(inside, nets6.split(' '));

/** Requests to addresses that people typed: never into the networks of the server, unless the configuration allows them. */
export interface Outbound {
  /** Whether an address may be kept: https, or http where its host is a permitted private address. */
  permits(url: string): boolean;
  /** Sends once, follows no redirect, and reads nothing of the answer but its status. @throws Error naming codes alone. */
  post(url: string, body: string | Buffer, headers: Readonly<Record<string, string>>): Promise<number>;
}

const timeoutMs = 15_000;

/** @param privateNets networks, as `10.1.0.0/16`, that may be reached though they are private. */
export function createOutbound(privateNets: readonly string[]): Outbound {
  const permitted = new BlockList();
  addNets(permitted, privateNets);
  const may = (address: string): boolean => {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    return permitted.check(address, family) || !inside.check(address, family);
  };
  const permits = (url: string): boolean => {
    const { protocol, hostname, username } = new URL(url);
    const host = hostname.replaceAll(/[[\]]/g, '');
    if (username !== '') return false;
    if (isIP(host) === 0) return protocol === 'https:';
    const named = permitted.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
    return protocol === 'https:' ? may(host) : named;
  };
  return { permits, post: (url, body, headers) => post(url, body, headers, { permits, look: guarded(may) }) };
}

/** Asked at the moment of connecting, so that a name that leads elsewhere than before is seen. */
const guarded =
  (may: (address: string) => boolean): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return done(error, '', 0);
      const open = found.filter(({ address }) => may(address));
      const [first] = open;
      if (first === undefined) {
        return done(Object.assign(new Error('private address'), { code: 'EPRIVATE' }), '', 0);
      }
      return options.all === true ? done(null, open) : done(null, first.address, first.family);
    });
  };

function post(
  url: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  { permits, look }: { readonly permits: (url: string) => boolean; readonly look: LookupFunction },
): Promise<number> {
  if (!permits(url)) return Promise.reject(new Error('EPRIVATE'));
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(new Error(error.code ?? error.name));
    const sent = request(
      url,
      { method: 'POST', lookup: look, signal: AbortSignal.timeout(timeoutMs), agent: false, headers },
      (reply) => {
        reply.resume();
        reply.on('error', fail);
        resolve(reply.statusCode ?? 0);
      },
    );
    sent.on('error', fail);
    sent.end(body);
  });
}
