/** Takes files that are dropped anywhere on it, and pictures that are pasted while it is shown. The page goes nowhere by it. */
import { IconFileDownload } from '@tabler/icons-react'
import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react'
import classes from './documents.module.css'

export function DropFiles({
  enabled,
  onFiles,
  children,
}: {
  enabled: boolean
  onFiles(files: readonly File[]): void
  children: ReactNode
}) {
  const [over, setOver] = useState(false)
  /** Every element that is entered and left on the way counts. */
  const depth = useRef(0)
  const taking = useRef(onFiles)
  taking.current = onFiles
  useEffect(() => {
    if (!enabled) return undefined
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      const typing = event.target instanceof Element && event.target.closest('input, textarea')
      const words = event.clipboardData?.types.includes('text/plain') === true
      // a word processor brings a picture of the words along: who types wants the words
      if (files.length === 0 || (typing && words)) return
      event.preventDefault()
      taking.current(files.map(named))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [enabled])
  if (!enabled) return <>{children}</>
  const carries = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const end = () => {
    depth.current = 0
    setOver(false)
  }
  return (
    <div
      className={classes['drop']}
      role="presentation"
      onDragEnter={(event) => {
        if (!carries(event)) return
        depth.current += 1
        setOver(true)
      }}
      onDragOver={(event) => {
        if (carries(event)) event.preventDefault()
      }}
      onDragLeave={() => {
        depth.current -= 1
        if (depth.current <= 0) end()
      }}
      onDrop={(event) => {
        if (!carries(event)) return
        event.preventDefault()
        end()
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {over && (
        <div className={classes['over']} aria-hidden="true">
          <IconFileDownload size={32} />
          <span>Drop to add to this chart</span>
        </div>
      )}
    </div>
  )
}

/** What is pasted is called `image.png`, whatever it is. */
const named = (file: File): File =>
  /^image\.\w+$/.test(file.name)
    ? new File([file], `Pasted picture.${file.name.split('.').at(-1)}`, { type: file.type })
    : file
