export { CallsPanel } from './CallsPanel.tsx';
export { ConsultationsPanel } from './consultation/ConsultationsPanel.tsx';
export { FoundBy } from './inspection/FoundBy.tsx';
