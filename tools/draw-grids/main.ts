import { writePack } from './write.ts';
import { draw } from './draw.ts';
import { readSource } from './source.ts';

const [pack] = process.argv.slice(2);
if (pack === undefined) {
  console.error('usage: node tools/draw-grids/main.ts cities/<name>');
  process.exit(2);
}
const source = readSource(pack);
const drawn = draw(source);
writePack(pack, source, drawn);
console.log(
  `${drawn.cells.length} grids in ${source.communities.length} communities of ${source.towns.length} towns`,
);
