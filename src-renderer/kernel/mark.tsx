/** The mark: a cleat, what a line is made fast to. */
export function Mark({ size }: { size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 8c3 0 4 2 6 2h6c2 0 3-2 6-2" />
      <path d="M9 10v6M15 10v6" />
      <path d="M5 19h14" />
      <path d="M9 16c0 2-1 3-2 3M15 16c0 2 1 3 2 3" />
    </svg>
  )
}
