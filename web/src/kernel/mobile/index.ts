export { Field, useFields } from './Field.tsx';
export { MobileProvider } from './MobileProvider.tsx';
export { MobileCard, MobilePage } from './page.tsx';
