import { clockKinds } from '../../deadline/model.ts';
import { permissions } from '../../permission.ts';
import { type CommandKind, commandKinds } from '../commands.ts';
import type { ClockChange } from '../events.ts';
import { type Stage, stages } from '../model.ts';
import { commandPermissions } from '../permissions.ts';
import type { Edge } from './explore.ts';

/** What the exploration saw a command do. */
interface Seen {
  readonly moves: Set<string>;
  readonly clocks: Set<string>;
}

export type Sightings = Map<CommandKind, Seen>;

const verbs: Readonly<Record<ClockChange['change'], string>> = {
  started: 'starts',
  paused: 'pauses',
  resumed: 'resumes',
  extended: 'extends',
  recomputed: 'recomputes',
  stopped: 'stops',
};

export function note(sightings: Sightings, { from, attempt, decision }: Edge): void {
  if (!decision.ok) return;
  const { kind } = attempt.command;
  const seen = sightings.get(kind) ?? { moves: new Set(), clocks: new Set() };
  sightings.set(kind, seen);
  seen.moves.add(`${from.matter.stage}>${decision.matter.stage}`);
  for (const event of decision.events) {
    for (const { change, kind: clock } of event.clocks) seen.clocks.add(`${verbs[change]} ${clock}`);
  }
}

/** Commands of the regular way; the exceptions, possible nearly everywhere, would hide it. */
const regular: readonly CommandKind[] = [
  'startPreFilingCheck',
  'recordPreFilingCheck',
  'accept',
  'file',
  'decline',
  'handleOnSpot',
  'dispatch',
  'signFor',
  'returnBack',
  'rule',
  'transfer',
  'feedBack',
  'recordPostHandlingCheck',
  'rework',
  'close',
  'spotCheck',
  'reopen',
];

export function diagram(sightings: Sightings): string {
  const arrows = new Map<string, CommandKind[]>();
  for (const kind of regular) {
    for (const move of sightings.get(kind)?.moves ?? []) {
      const [from, to] = move.split('>');
      if (from !== to) arrows.set(move, [...(arrows.get(move) ?? []), kind]);
    }
  }
  const order = (move: string): number => {
    const [from = '', to = ''] = move.split('>');
    return stages.indexOf(from as Stage) * stages.length + stages.indexOf(to as Stage);
  };
  const lines = [...arrows]
    .toSorted(([a], [b]) => order(a) - order(b))
    .map(([move, kinds]) => `  ${move.replace('>', ' --> ')}: ${kinds.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', '  [*] --> registered: register', ...lines, '```'].join('\n');
}

/** Columns a terminal needs: a Chinese character or full-width mark takes two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (/[\u2E80-\u9FFF\uFF00-\uFFEF]/u.test(sign) ? 2 : 1), 0);

/** A table as the formatter leaves it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) =>
    Math.max(...[head, ...rows].map((row) => widthOf(row[column] ?? '')), widthOf(cell)),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

const open = stages.slice(0, stages.indexOf('closed'));

function stagesIn(moves: ReadonlySet<string>, side: 0 | 1): string {
  const found = new Set([...moves].map((move) => move.split('>')[side]));
  const named = stages.filter((stage) => found.has(stage));
  if (named.length === stages.length) return 'any';
  if (named.length === open.length && named.every((stage) => open.includes(stage))) return 'any open';
  if (named.length > open.length && open.every((stage) => named.includes(stage))) {
    return ['any open', ...named.filter((stage) => !open.includes(stage))].join(', ');
  }
  return named.join(', ');
}

function whereTo(moves: ReadonlySet<string>): string {
  const leaving = new Set([...moves].filter((move) => move.split('>')[0] !== move.split('>')[1]));
  if (leaving.size === 0) return 'stays';
  return leaving.size === moves.size ? stagesIn(leaving, 1) : `stays; ${stagesIn(leaving, 1)}`;
}

const clockOrder = ['starts', 'pauses', 'resumes', 'extends', 'stops'];

function clocksOf(clocks: ReadonlySet<string>): string {
  return clockOrder
    .flatMap((verb) => {
      const kinds = clockKinds.filter((kind) => clocks.has(`${verb} ${kind}`));
      return kinds.length === 0 ? [] : [`${verb} ${kinds.join(', ')}`];
    })
    .join('; ');
}

function rolesFor(kind: CommandKind): string {
  if (!(kind in commandPermissions)) return 'system';
  const permission = commandPermissions[kind as keyof typeof commandPermissions];
  const held: readonly string[] = permissions[permission];
  return held.length > 5 ? 'all but administrator' : held.join(', ');
}

export const commandNames: Readonly<Record<CommandKind, string>> = {
  register: '登记',
  reclassify: '改类',
  startPreFilingCheck: '送立案前核实',
  recordPreFilingCheck: '录入核实结果',
  accept: '受理',
  file: '立案',
  decline: '不予受理',
  dispatch: '派遣',
  rule: '裁定',
  addAssist: '加派协办',
  withdrawAssist: '撤回协办',
  escalate: '提级',
  assignDown: '交办',
  assignHolder: '指定经办人',
  releaseHolder: '经办人离岗退回',
  signFor: '签收',
  returnBack: '退回',
  transfer: '转办',
  handle: '处置（进展）',
  feedBack: '反馈',
  recordPostHandlingCheck: '处置后核查',
  rework: '返工',
  close: '结案',
  callBack: '回访',
  rate: '评价',
  reopen: '重办',
  requestExtension: '申请延期',
  decideExtension: '审批延期',
  requestSuspension: '申请挂账',
  decideSuspension: '审批挂账',
  resume: '恢复办理',
  appealOverdue: '超期申诉',
  reviewAppeal: '审核申诉',
  void: '作废',
  proposeVoid: '申请作废',
  decideVoid: '审定作废',
  proposeForceClose: '申请强制结案',
  decideForceClose: '审定强制结案',
  merge: '合并',
  undoMerge: '撤销合并',
  handleOnSpot: '当场办结',
  spotCheck: '抽查',
  addComment: '留言',
  recomputeDue: '重算到期时间',
  relocate: '调整所在网格',
};

export function commandTable(sightings: Sightings): string {
  const rows = commandKinds
    .filter((kind) => sightings.has(kind))
    .map((kind) => {
      const { moves, clocks } = sightings.get(kind) ?? {
        moves: new Set<string>(),
        clocks: new Set<string>(),
      };
      return [
        `\`${kind}\``,
        commandNames[kind],
        rolesFor(kind),
        stagesIn(moves, 0),
        whereTo(moves),
        clocksOf(clocks),
      ];
    });
  return table(['command', '中文', 'roles', 'from', 'to', 'clocks'], rows);
}
