import { ArrowDown, ArrowUp, Copy, Pencil, Trash2, type LucideIcon } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { useWords } from '../../words/words-context.tsx'
import { WidthField } from './width-field.tsx'

/** Ids of buttons that keep the focus while their widget moves. */
export function toolId(widget: string, tool: 'up' | 'down' | 'edit'): string {
  return `${tool}-${widget}`
}

/** What can be done with a widget as a whole, by pointer and keyboard alike. */
export function WidgetTools({
  id,
  title,
  width,
  isFirst,
  isLast,
  onMove,
  onWidth,
  onEdit,
  onCopy,
  onRemove,
}: {
  readonly id: string
  readonly title: string
  readonly width: number | undefined
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onMove: (by: 1 | -1) => void
  readonly onWidth: (width: number | undefined) => void
  readonly onEdit: () => void
  /** Missing: there is no room for another one. */
  readonly onCopy: (() => void) | undefined
  readonly onRemove: () => void
}) {
  const { say } = useWords()
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-2 border-t border-line pt-2">
      <div className="flex">
        <Tool
          id={toolId(id, 'up')}
          label={say('board.up', { title })}
          icon={ArrowUp}
          onPress={isFirst ? undefined : () => onMove(-1)}
        />
        <Tool
          id={toolId(id, 'down')}
          label={say('board.down', { title })}
          icon={ArrowDown}
          onPress={isLast ? undefined : () => onMove(1)}
        />
        <Tool
          id={toolId(id, 'edit')}
          label={say('board.editWidget', { title })}
          icon={Pencil}
          onPress={onEdit}
        />
        <Tool label={say('board.copyOf', { title })} icon={Copy} onPress={onCopy} />
        <Tool label={say('board.remove', { title })} icon={Trash2} onPress={onRemove} />
      </div>
      <div className="w-28">
        <WidthField title={title} width={width} onChange={onWidth} />
      </div>
    </div>
  )
}

/** What cannot be done now can still be reached, so that nobody loses their place by doing it. */
function Tool({
  id,
  label,
  icon: Icon,
  onPress,
}: {
  readonly id?: string
  readonly label: string
  readonly icon: LucideIcon
  readonly onPress: (() => void) | undefined
}) {
  return (
    <IconButton
      id={id}
      label={label}
      aria-disabled={onPress === undefined || undefined}
      className="aria-disabled:opacity-40"
      onClick={() => onPress?.()}
    >
      <Icon aria-hidden size={16} />
    </IconButton>
  )
}
