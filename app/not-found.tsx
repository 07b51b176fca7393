import { NothingHere } from './_components/nothing-here';

export default function NotFound() {
  return (
    <main>
      <NothingHere />
    </main>
  );
}
