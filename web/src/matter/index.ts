export { CallBackFields } from './act/CallBackFields.tsx';
export { Named, useCityNames } from './city/Named.tsx';
export { lightOf } from './city/shown.ts';
export { StageTag } from './city/StageTag.tsx';
export { carryCaller, carryLetter, holdsAnother, holdsWords } from './register/draft.ts';
export { type ChosenPlace, PlaceField } from './register/PlaceField.tsx';
