/** Four furrows, the third one still being drawn. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 20 20"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
    >
      <path d="M3 4.5h14M3 9h14M3 13.5h8M3 18h3" strokeLinecap="round" transform="translate(0 -1.25)" />
    </svg>
  );
}
