export { SupervisionPanel } from './SupervisionPanel.tsx';
