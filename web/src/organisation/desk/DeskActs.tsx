import {
  declineOrganisation,
  endOrganisation,
  getOrganisation,
  getOrganisationBoard,
  listOrganisations,
  resumeOrganisation,
  suspendOrganisation,
  verifyOrganisation,
} from '@heliu/contract/organisation/desk';
import { type DeskAct, deskActs } from '@heliu/contract/organisation/organisation';
import type { OrganisationView } from '@heliu/contract/organisation/views';
import { Button } from 'antd';
import { useState } from 'react';
import { ReasonDialog } from '../../kernel/desk/index.ts';
import { useCommand } from '../../kernel/query/index.ts';
import { useTexts } from '../texts.ts';

const refresh = [getOrganisation, listOrganisations, getOrganisationBoard];

interface DeskActsProps {
  readonly organisation: OrganisationView;
}

/** What the centre may do with an account, each asked about before. */
export function DeskActs({ organisation }: DeskActsProps) {
  const t = useTexts();
  const [asking, setAsking] = useState<DeskAct>();
  const shut = () => setAsking(undefined);
  return (
    <>
      {deskActs
        .filter((act) => organisation.allowed.includes(act))
        .map((act) => (
          <Button
            key={act}
            type={act === 'verify' ? 'primary' : 'default'}
            danger={act === 'end'}
            onClick={() => setAsking(act)}
          >
            {t(`act.${act}`)}
          </Button>
        ))}
      {asking !== undefined && (
        <ActDialog key={asking} act={asking} organisation={organisation} onClose={shut} />
      )}
    </>
  );
}

interface ActDialogProps extends DeskActsProps {
  readonly act: DeskAct;
  readonly onClose: () => void;
}

function ActDialog({ act, organisation, onClose }: ActDialogProps) {
  const t = useTexts();
  const verify = useCommand(verifyOrganisation, { refresh });
  const decline = useCommand(declineOrganisation, { refresh });
  const suspend = useCommand(suspendOrganisation, { refresh });
  const resume = useCommand(resumeOrganisation, { refresh });
  const end = useCommand(endOrganisation, { refresh });
  const { organisationId, applications } = organisation;
  const params = { organisationId };
  const application = applications.find(({ decision }) => decision === null)?.no ?? 1;
  const runs: Record<DeskAct, (words: string) => Promise<unknown>> = {
    verify: () => verify.run({ params, body: { application } }),
    decline: (words) => decline.run({ params, body: { application, words } }),
    suspend: (words) => suspend.run({ params, body: { words } }),
    resume: (words) => resume.run({ params, body: { words } }),
    end: (words) => end.run({ params, body: { words } }),
  };
  const { pending, error } = { verify, decline, suspend, resume, end }[act];
  const send = async (words: string): Promise<void> => {
    if ((await runs[act](words)) !== undefined) onClose();
  };
  return (
    <ReasonDialog
      open
      title={t(`act.${act}`)}
      confirm={t(`act.${act}`)}
      danger={act === 'end' || act === 'suspend'}
      reason={act === 'verify' ? 'none' : 'required'}
      reasonLabel={t('act.why')}
      pending={pending}
      error={error}
      onConfirm={(words) => void send(words)}
      onCancel={onClose}
    >
      {t(`actText.${act}`)}
    </ReasonDialog>
  );
}
