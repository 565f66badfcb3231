import { Download } from 'lucide-react'
import type { AnswerOf } from '../../api/routes.ts'
import { useSession } from '../../session/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useWords } from '../../words/words-context.tsx'
import { codesText, secretIn } from './authenticator-text.ts'

export type Prepared = AnswerOf<'POST /api/auth/two-factor/enable'>

/** What the other device is given, by its camera or by hand, and the codes for the day on which it is lost. */
export function PreparedKey({
  prepared: { totpURI, backupCodes },
}: {
  readonly prepared: Prepared
}) {
  const { say } = useWords()
  const { session } = useSession()
  const email = session.kind === 'person' ? session.user.email : ''
  const keepCodes = () =>
    saveFile(
      new Response(codesText(`Cartograph, ${email}`, backupCodes)),
      'cartograph-recovery-codes.txt',
    )
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[13rem_minmax(0,1fr)]">
        <QrCode label={say('account.qr')} text={totpURI} />
        <div className="grid content-start gap-3">
          <p className="text-sm text-soft">{say('account.qrHelp')}</p>
          <CopyText label={say('account.secret')} text={secretIn(totpURI)} />
        </div>
      </div>
      <div className="grid gap-1">
        <CopyText label={say('account.backup')} text={backupCodes.join(' ')} />
        <p className="text-xs text-faint">{say('account.backupHelp')}</p>
        <div className="pt-1">
          <Button icon={<Download aria-hidden size={16} />} onClick={() => void keepCodes()}>
            {say('account.backupSave')}
          </Button>
        </div>
      </div>
    </>
  )
}
