export { SessionGate, SignedIn } from './SessionGate.tsx';
export { sessionQuery, useAccount, useCan, useRefreshSession, useSession, useSettings } from './session.ts';
