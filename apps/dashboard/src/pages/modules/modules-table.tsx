import { useMemo } from 'react'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import type { PlainKey } from '../../words/messages.ts'
import { useWords } from '../../words/words-context.tsx'
import { ModuleActions } from './module-actions.tsx'
import { areaName, type Module } from './module-name.ts'

const looks: Readonly<Record<Module['state'], { readonly tone: Tone; readonly text: PlainKey }>> = {
  active: { tone: 'positive', text: 'modules.active' },
  hidden: { tone: 'neutral', text: 'modules.hidden' },
  locked: { tone: 'neutral', text: 'modules.locked' },
  requested: { tone: 'caution', text: 'modules.requested' },
}

export function ModulesTable({
  label,
  modules,
}: {
  readonly label: string
  readonly modules: readonly Module[]
}) {
  const { say } = useWords()
  const columns = useMemo<readonly Column<Module>[]>(() => {
    const nameOf = (module: Module) => {
      const area = areaName(module)
      return area === undefined ? module.name : say(area)
    }
    return [
      {
        id: 'name',
        header: say('modules.module'),
        cell: (module) => (
          <div>
            <p className="font-medium [overflow-wrap:anywhere]">{nameOf(module)}</p>
            {(module.running ?? 0) > 0 && (
              <p className="text-xs text-faint">
                {say('modules.running', { count: module.running ?? 0 })}
              </p>
            )}
          </div>
        ),
      },
      {
        id: 'state',
        header: say('modules.state'),
        cell: ({ state }) => <Badge tone={looks[state].tone}>{say(looks[state].text)}</Badge>,
      },
      {
        id: 'actions',
        header: '',
        align: 'right',
        cell: (module) => <ModuleActions module={module} name={nameOf(module)} />,
      },
    ]
  }, [say])
  return (
    <Table
      label={label}
      columns={columns}
      rows={modules}
      keyOf={({ kind, name }) => `${kind}/${name}`}
    />
  )
}
