import { useState } from 'react'
import { problemOf } from '../../api/api-error.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { useWords } from '../../words/words-context.tsx'
import { CurrencyField } from '../dashboards/currency-field.tsx'
import { CustomRange, RangeField, type Range } from '../dashboards/range-field.tsx'
import { StoresField } from '../dashboards/stores-field.tsx'
import { CampaignReport } from './campaign-report.tsx'
import { rangeDays } from './range-days.ts'
import { toldBy, toldByNames, type ToldBy } from './told-by.ts'

const models = ['last', 'first'] as const
const mostRows = 500

/** Which campaigns led to which orders. */
export function CampaignsPage() {
  const { say } = useWords()
  const [range, setRange] = useState<Range>('last90')
  const [isCustom, setCustom] = useState(false)
  const [by, setBy] = useState<ToldBy>('campaign')
  // Empty: as the organisation has it.
  const [model, setModel] = useState<(typeof models)[number]>()
  const [currency, setCurrency] = useState<string>()
  const [stores, setStores] = useState<readonly string[]>([])
  const report = useAnswer('POST /api/attribution/report', {
    body: {
      range: rangeDays(range, today()),
      by: [...toldBy[by]],
      limit: mostRows,
      ...(model !== undefined && { model }),
      ...(currency !== undefined && { currency }),
      ...(stores.length > 0 && { stores: [...stores] }),
    },
  })
  return (
    <>
      <PageHead title={say('campaigns.title')} note={say('campaigns.note')} />
      <section
        aria-label={say('filter.title')}
        aria-busy={report.isPlaceholderData}
        className="grid gap-3 rounded-xl border border-line bg-surface p-4 shadow-card"
      >
        <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
          <RangeField range={range} isCustom={isCustom} onCustom={setCustom} onChoose={setRange} />
          <SelectField
            label={say('campaigns.by')}
            value={by}
            onChange={({ target }) => {
              const chosen = toldByNames.find((each) => each === target.value)
              if (chosen !== undefined) setBy(chosen)
            }}
          >
            {toldByNames.map((each) => (
              <option key={each} value={each}>
                {say(`campaignBy.${each}`)}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={say('campaigns.model')}
            value={model ?? report.data?.model ?? 'last'}
            onChange={({ target }) => setModel(models.find((each) => each === target.value))}
          >
            {models.map((each) => (
              <option key={each} value={each}>
                {say(`campaignModel.${each}`)}
              </option>
            ))}
          </SelectField>
          <CurrencyField currency={currency ?? report.data?.currency} onChoose={setCurrency} />
          <StoresField
            chosen={stores}
            currency={currency ?? report.data?.currency}
            onChoose={setStores}
          />
        </div>
        {isCustom && <CustomRange range={range} onChoose={setRange} />}
      </section>
      {report.data === undefined && isBeingFoundOut(report.error) ? (
        <BeingFoundOut error={report.error} onRetry={() => void report.refetch()} />
      ) : (
        <Answered query={report}>
          {(found) => (
            <div
              aria-busy={report.isPlaceholderData}
              className="grid gap-4 transition-[filter] aria-busy:grayscale"
            >
              {!found.isCurrent && <Notice>{say('campaigns.notCurrent')}</Notice>}
              <CampaignReport report={found} />
            </div>
          )}
        </Answered>
      )}
    </>
  )
}

/** While all orders are looked at anew there are no sums to show. */
function BeingFoundOut({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry: () => void
}) {
  const { say } = useWords()
  return (
    <Notice tone="caution">
      <div role="status" className="grid justify-items-start gap-2">
        <p className="font-medium">{say('campaigns.foundOut')}</p>
        <p>{problemOf(error).detail}</p>
        <Button onClick={onRetry}>{say('action.retry')}</Button>
      </div>
    </Notice>
  )
}

function isBeingFoundOut(error: unknown): boolean {
  return error !== null && problemOf(error).status === 503
}

/** Where whoever looks is. */
function today(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
