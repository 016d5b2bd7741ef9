import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { calendarCommand } from './calendar.ts';
import { checkCommand } from './check.ts';
import { importCommand } from './import.ts';

export function cityCommand(cli: Cli): Command {
  return new Command('city')
    .helpCommand(false)
    .description(
      { zh: '城市包：检查、导入；法定工作日历', en: 'city packs: check, import; legal calendar' }[
        cli.language
      ],
    )
    .addCommand(checkCommand(cli))
    .addCommand(importCommand(cli))
    .addCommand(calendarCommand(cli));
}
