export { Mark, type MarkTone } from './Mark.tsx';
