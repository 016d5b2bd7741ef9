export { SessionGate, SignedIn } from './SessionGate.tsx';
export { useAccount, useCan, useRefreshSession, useSession, useSettings } from './session.ts';
