export { Named, useCityNames } from './city/Named.tsx';
export { lightOf } from './city/shown.ts';
export { StageTag } from './city/StageTag.tsx';
export { carryCaller, holdsAnother } from './register/draft.ts';
export { Upload } from './city/Upload.tsx';
export { type ChosenPlace, PlaceField } from './register/PlaceField.tsx';
