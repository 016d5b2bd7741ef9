import { expect, test } from 'vitest';
import { isMissingPart } from './missing-part.ts';

test('a part of the page that cannot be fetched is told from a fault of the page', () => {
  const missing = [
    'Unable to preload CSS for https://city.example/assets/act-0tyFApY7.css',
    'Failed to fetch dynamically imported module: https://city.example/assets/act-1.js',
    'error loading dynamically imported module: https://city.example/assets/act-1.js',
    'Importing a module script failed.',
  ];
  expect(missing.filter((message) => !isMissingPart(message))).toEqual([]);
  expect(isMissingPart("Cannot read properties of undefined (reading 'module')")).toBe(false);
});
