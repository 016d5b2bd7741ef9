import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface Identity {
  readonly subject: string;
  readonly email?: string;
  readonly verified?: boolean;
  /** Authentication methods (RFC 8176) that the provider tells of. */
  readonly methods?: readonly string[];
}

export interface TestProvider {
  readonly issuer: string;
  /** Who sits at the provider from now on. */
  be(identity: Identity): void;
  /** Walks from the address of the redirect to the provider up to the redirect back. @returns where that leads. */
  visit(address: string): Promise<URL>;
  close(): Promise<void>;
}

const ttl = {
  AccessToken: 600,
  AuthorizationCode: 60,
  Grant: 600,
  IdToken: 600,
  Interaction: 600,
  Session: 600,
};

interface Client {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
}

function createProvider(issuer: string, client: Client, present: () => Identity): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri] }],
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: [] },
    cookies: { keys: ['cookies of the tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: () => {
        const { email, verified = true } = present();
        return { sub: subject, ...(email === undefined ? {} : { email, email_verified: verified }) };
      },
    }),
    ttl,
  });
}

/** The real npm oidc-provider on loopback, whose sign-in page always lets the present identity in. */
export async function startProvider(client: Client): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  let present: Identity = { subject: 'nobody' };
  const provider = createProvider(issuer, client, () => present);
  const serve = provider.callback();
  server.on('request', (request, reply) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      void serve(request, reply);
      return;
    }
    const finish = async () => {
      const grant = new provider.Grant({ accountId: present.subject, clientId: client.id });
      grant.addOIDCScope('openid email profile');
      await provider.interactionFinished(request, reply, {
        login: { accountId: present.subject, ...(present.methods ? { amr: [...present.methods] } : {}) },
        consent: { grantId: await grant.save() },
      });
    };
    finish().catch((error: unknown) => reply.writeHead(500).end(String(error)));
  });
  return {
    issuer,
    be: (identity) => {
      present = identity;
    },
    visit: (address) => walk(address, client.redirectUri),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function walk(address: string, until: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next = address;
  for (let hop = 0; hop < 10; hop += 1) {
    if (next.startsWith(until)) return new URL(next);
    const reply = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    const location = reply.headers.get('location');
    if (location === null) throw new Error(`${next}: ${reply.status} ${await reply.text()}`);
    next = new URL(location, next).href;
  }
  throw new Error('the provider redirects without end');
}
