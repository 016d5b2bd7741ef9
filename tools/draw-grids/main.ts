import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw } from './draw.ts';
import { readSource } from './source.ts';
import { landmarksTable, readGround, staffTable, unitsTable } from './staff.ts';
import { csv, writePack } from './write.ts';

const [pack] = process.argv.slice(2);
if (pack === undefined) {
  console.error('usage: node tools/draw-grids/main.ts cities/<name>');
  process.exit(2);
}
const source = readSource(pack);
const drawn = draw(source);
writePack(pack, source, drawn);
const ground = readGround(pack);
const [units, staff] = [unitsTable(ground), staffTable(ground)];
writeFileSync(join(pack, 'units.csv'), csv(units));
writeFileSync(join(pack, 'staff.csv'), csv(staff));
writeFileSync(join(pack, 'landmarks.csv'), csv(landmarksTable(ground)));
console.log(
  `${drawn.cells.length} grids in ${source.communities.length} communities of ${source.towns.length} towns, ` +
    `${units.length - 1} units, ${staff.length - 1} accounts`,
);
