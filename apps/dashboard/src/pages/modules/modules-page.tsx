import { useAnswer } from '../../api/use-answer.ts'
import { Answered } from '../../ui/answered.tsx'
import { Card } from '../../ui/card.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { SupportLine } from '../../ui/support-line.tsx'
import { useWords } from '../../words/words-context.tsx'
import { ModulesTable } from './modules-table.tsx'

/** What the operator allows, and what an owner makes of that. */
export function ModulesPage() {
  const { say } = useWords()
  const modules = useAnswer('GET /api/modules', {})
  return (
    <>
      <PageHead title={say('modules.title')} note={say('modules.note')} />
      <Answered query={modules}>
        {({ modules: all }) => {
          const areas = all.filter(({ kind }) => kind === 'area')
          const connectors = all.filter(({ kind }) => kind === 'connector')
          // Sections follow their areas; of interest are those that the operator keeps.
          const sections = all.filter(({ kind, state }) => kind === 'section' && state !== 'active')
          return (
            <>
              <Card flush title={say('modules.areas')} note={say('modules.areasNote')}>
                <ModulesTable label={say('modules.areas')} modules={areas} />
              </Card>
              {connectors.length > 0 && (
                <Card flush title={say('modules.connectors')} note={say('modules.connectorsNote')}>
                  <ModulesTable label={say('modules.connectors')} modules={connectors} />
                </Card>
              )}
              {sections.length > 0 && (
                <Card flush title={say('modules.sections')} note={say('modules.sectionsNote')}>
                  <ModulesTable label={say('modules.sections')} modules={sections} />
                </Card>
              )}
              <div className="text-sm text-soft">
                <SupportLine />
              </div>
            </>
          )
        }}
      </Answered>
    </>
  )
}
