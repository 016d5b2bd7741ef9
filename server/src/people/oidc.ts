import type { EndpointInput } from '@heliu/contract/endpoint';
import { finishOidc, type startOidc } from '@heliu/contract/people';
import { Problem, type ProblemCode } from '@heliu/contract/problem';
import * as client from 'openid-client';
import { z } from 'zod';
import type { OidcConfig } from '../kernel/config.ts';
import { originOf } from '../kernel/origin.ts';
import { replied } from '../kernel/route.ts';
import type { Visitor } from './commands.ts';
import { findByIdentity } from './identity.ts';
import { safePath } from './return-to.ts';
import type { PeopleRoom } from './room.ts';
import { startSession } from './sign-in.ts';

const sealPurpose = 'single sign-on';
const stepMs = 10 * 60_000;
const home = '/console';

/** Methods (RFC 8176) that already ask for more than a password. */
const strongMethods: readonly unknown[] = ['mfa', 'otp', 'hwk'];

/** What the browser carries to the provider and back, sealed in a cookie. */
const Step = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  at: z.number(),
});

export interface Provider {
  readonly settings: OidcConfig;
  /** Reads the provider's metadata once; a failure is tried again at the next sign-in. */
  discover(): Promise<client.Configuration>;
}

export function createProvider(settings: OidcConfig): Provider {
  const issuer = new URL(settings.issuer);
  const loopback =
    issuer.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname);
  let found: Promise<client.Configuration> | undefined;
  return {
    settings,
    discover: async () => {
      found ??= client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
        timeout: 10,
        ...(loopback ? { execute: [client.allowInsecureRequests] } : {}),
      });
      return found.catch((error: unknown) => {
        found = undefined;
        throw error;
      });
    },
  };
}

const callbackOf = ({ kernel }: PeopleRoom, { request }: Visitor): URL =>
  new URL(finishOidc.path, originOf(kernel.config, request));

export async function leaveForProvider(
  room: PeopleRoom,
  { query }: EndpointInput<typeof startOidc>,
  context: Visitor,
): Promise<typeof replied> {
  const { oidc } = room;
  if (oidc === undefined) throw new Problem('resource.notFound');
  try {
    const provider = await oidc.discover();
    const step: z.infer<typeof Step> = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo: safePath(query.returnTo, home),
      at: room.kernel.clock.now(),
    };
    const address = client.buildAuthorizationUrl(provider, {
      redirect_uri: callbackOf(room, context).href,
      scope: 'openid email profile',
      code_challenge: await client.calculatePKCECodeChallenge(step.verifier),
      code_challenge_method: 'S256',
      state: step.state,
      nonce: step.nonce,
    });
    room.cookies.setOidc(
      context.reply,
      room.secrets.seal(sealPurpose, JSON.stringify(step), '').toString('base64url'),
    );
    void context.reply.redirect(address.href, 303);
  } catch (error) {
    room.kernel.log.warn('single sign-on cannot be reached', { error });
    fail(context, 'auth.singleSignOn');
  }
  return replied;
}

function fail({ reply }: Visitor, code: ProblemCode): void {
  void reply.redirect(`/console/sign-in?problem=${encodeURIComponent(code)}`, 303);
}

export async function returnFromProvider(room: PeopleRoom, context: Visitor): Promise<typeof replied> {
  const { oidc } = room;
  if (oidc === undefined) throw new Problem('resource.notFound');
  const step = readStep(room, context);
  room.cookies.clearOidc(context.reply);
  if (step === undefined) {
    fail(context, 'auth.stepExpired');
    return replied;
  }
  const claims = await askProvider(room, context, oidc, step);
  if (claims === undefined) {
    fail(context, 'auth.singleSignOn');
    return replied;
  }
  const account = await findByIdentity(room.kernel, { issuer: oidc.settings.issuer, ...claims });
  if (account === undefined) {
    fail(context, 'auth.singleSignOnUnknown');
    return replied;
  }
  const awaiting = account.totp && !claims.strong ? 'totp' : null;
  await startSession(room, context, { accountId: account.id, kind: account.kind, awaiting, ground: null });
  const signIn = `/console/sign-in?returnTo=${encodeURIComponent(step.returnTo)}`;
  void context.reply.redirect(awaiting === null ? step.returnTo : signIn, 303);
  return replied;
}

function readStep(room: PeopleRoom, { request }: Visitor): z.infer<typeof Step> | undefined {
  const sealed = room.cookies.oidc(request);
  const opened =
    sealed === undefined ? undefined : room.secrets.open(sealPurpose, Buffer.from(sealed, 'base64url'), '');
  if (opened === undefined) return undefined;
  const step = Step.parse(JSON.parse(opened));
  return room.kernel.clock.now() - step.at > stepMs ? undefined : step;
}

interface Claims {
  readonly subject: string;
  /** Only an address that the provider says it has verified. */
  readonly email: string | undefined;
  readonly strong: boolean;
}

const Profile = z.object({ email: z.string(), email_verified: z.literal(true) });

async function askProvider(
  room: PeopleRoom,
  context: Visitor,
  oidc: Provider,
  step: z.infer<typeof Step>,
): Promise<Claims | undefined> {
  try {
    const provider = await oidc.discover();
    const callback = callbackOf(room, context);
    callback.search = new URL(context.request.url, callback).search;
    const tokens = await client.authorizationCodeGrant(provider, callback, {
      expectedState: step.state,
      expectedNonce: step.nonce,
      pkceCodeVerifier: step.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return undefined;
    const inToken = Profile.safeParse(claims);
    const profile = inToken.success
      ? inToken
      : Profile.safeParse(await client.fetchUserInfo(provider, tokens.access_token, claims.sub));
    const methods: unknown = claims['amr'];
    return {
      subject: claims.sub,
      email: profile.success ? profile.data.email : undefined,
      strong: Array.isArray(methods) && methods.some((method) => strongMethods.includes(method)),
    };
  } catch (error) {
    room.kernel.log.warn('single sign-on did not finish', { error: nameOf(error) });
    return undefined;
  }
}

/** Errors of the provider quote addresses and claims, so only their names are logged. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
