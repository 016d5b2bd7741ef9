export { PhotoField } from './PhotoField.tsx';
export { photosOf } from './shrink.ts';
