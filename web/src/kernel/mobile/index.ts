export { ask, focusPage } from './ask.tsx';
export { Field, useFields } from './Field.tsx';
export { Choices, Fault, TextArea } from './inputs.tsx';
export { MobileProvider } from './MobileProvider.tsx';
export { MobileShell } from './MobileShell.tsx';
export { MobileCard, MobilePage } from './page.tsx';
export { SharedDevice, useSharedDevice } from './shared-device.ts';
