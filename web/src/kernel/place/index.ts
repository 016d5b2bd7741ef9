export { PlaceFinder } from './PlaceFinder.tsx';
