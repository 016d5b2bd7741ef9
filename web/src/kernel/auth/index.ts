export { SessionGate, SignedIn } from './SessionGate.tsx';
export { useKeepLanguage } from './use-keep-language.ts';
export { useAccount, useCan, useRefreshSession, useSession, useSettings } from './session.ts';
