export { MobileProvider } from './MobileProvider.tsx';
