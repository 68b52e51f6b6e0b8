/** A picture one can come close to and turn: scans lie on their side, and a card's numbers are small. */
import { ActionIcon, Group } from '@mantine/core'
import { IconArrowsMinimize, IconRotateClockwise, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import classes from './picture-view.module.css'

const nearest = 8
const step = 1.25

export function PictureView({ picture, title }: { picture: Blob; title: string }) {
  const url = useMemo(() => URL.createObjectURL(picture), [picture])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  /** Times the width of the panel. */
  const [zoom, setZoom] = useState(1)
  const [turns, setTurns] = useState(0)
  const [size, setSize] = useState<Readonly<{ width: number; height: number }> | null>(null)
  const [failed, setFailed] = useState(false)
  const nearer = () => setZoom((now) => Math.min(nearest, now * step))
  const farther = () => setZoom((now) => Math.max(1, now / step))
  const acts: Readonly<Record<string, () => void>> = {
    '+': nearer,
    '=': nearer,
    '-': farther,
    '0': () => setZoom(1),
    r: () => setTurns((now) => (now + 1) % 4),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  if (failed) return <p>This picture is damaged and cannot be shown. It is kept as it came.</p>
  const onItsSide = turns % 2 === 1
  const shape = size && (onItsSide ? size.height / size.width : size.width / size.height)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the buttons in it, wherever the focus is in it
    <div
      className={classes['view']}
      role="group"
      aria-label={`${title || 'Picture'}. Plus and minus zoom, 0 fits, R turns.`}
      onKeyDown={onKeyDown}
    >
      <Group gap={4} className={`${classes['tools']} hf-no-print`}>
        <Tool label="Closer" keys="+" icon={IconZoomIn} act={nearer} />
        <Tool label="Farther" keys="−" icon={IconZoomOut} act={farther} />
        <Tool label="Fit the width" keys="0" icon={IconArrowsMinimize} act={() => setZoom(1)} />
        <Tool label="Turn" keys="R" icon={IconRotateClockwise} act={() => setTurns((now) => (now + 1) % 4)} />
        <span className={classes['zoom']} role="status">
          {Math.round(zoom * 100)} %{turns > 0 && `, turned ${turns * 90}°`}
        </span>
      </Group>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is scrolled and zoomed by keys */}
      <div className={classes['scroll']} tabIndex={0}>
        <div
          className={classes['frame']}
          style={{ width: `${zoom * 100}%`, ...(shape && { aspectRatio: String(shape) }) }}
        >
          <img
            className={classes['picture']}
            src={url}
            alt={title || 'Attachment'}
            style={{
              transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
              width: onItsSide && shape ? `${100 / shape}%` : '100%',
            }}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
              setSize({ width, height })
            }
            onError={() => setFailed(true)}
          />
        </div>
      </div>
    </div>
  )
}

function Tool({
  label,
  keys,
  icon: Icon,
  act,
}: {
  label: string
  keys: string
  icon: typeof IconZoomIn
  act(): void
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={label}
      title={`${label} (${keys})`}
      onClick={act}
    >
      <Icon size={16} />
    </ActionIcon>
  )
}
