export { CardMark } from './LevelMark.tsx';
export { SupervisionPanel } from './SupervisionPanel.tsx';
