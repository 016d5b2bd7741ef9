export { GridPeoplePart } from './GridPeoplePart.tsx';
export { HomePanel } from './HomePanel.tsx';
