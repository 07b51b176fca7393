import { Dialog } from '@/app/_components/ui/dialog';

interface LargePictureProps {
  readonly title: string;
  readonly alt: string;
  readonly path: string;
  readonly onClose: () => void;
}

/** A picture as large as the window allows; a click opens the file itself. */
export function LargePicture({ title, alt, path, onClose }: LargePictureProps) {
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      className="top-[4vh] max-h-[92vh] max-w-[min(1280px,94vw)]"
    >
      {/* Browsers open no data: URL of a page as a page. */}
      {path.startsWith('data:') ? (
        <Picture path={path} alt={alt} />
      ) : (
        <a href={path} target="_blank" rel="noreferrer">
          <Picture path={path} alt={alt} />
        </a>
      )}
    </Dialog>
  );
}

function Picture({ path, alt }: { path: string; alt: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: evidence is shown as it was stored; no optimiser touches it.
    <img src={path} alt={alt} className="mx-auto max-w-full rounded-md border border-line" />
  );
}
