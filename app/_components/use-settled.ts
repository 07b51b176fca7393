'use client';

import { useEffect, useState } from 'react';

/** The value as it was when nobody had changed it for `ms`: for questions that are asked while somebody types. */
export function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
