import { expect, test } from 'vitest';
import { type LinkedFile, reachable } from './offline.ts';

const file = (part: Partial<LinkedFile>): LinkedFile => ({ imports: [], later: [], assets: [], ...part });

test('an app without a network needs what it loads at once, later, and what those need, but nothing of others', () => {
  const files = new Map([
    ['field.js', file({ imports: ['react.js'], later: ['map.js'], assets: ['field.css'] })],
    ['react.js', file({})],
    ['map.js', file({ imports: ['react.js', 'maplibre.js'], assets: ['map.css', 'map-worker.js'] })],
    ['maplibre.js', file({ later: ['map.js'] })],
    ['console.js', file({ imports: ['antd.js'] })],
  ]);
  expect(reachable(files, 'field.js')).toEqual([
    'field.css',
    'field.js',
    'map-worker.js',
    'map.css',
    'map.js',
    'maplibre.js',
    'react.js',
  ]);
});
