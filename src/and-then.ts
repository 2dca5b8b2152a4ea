/**
 * Goes on with a value at once where it is there, else when it comes. Nearly every file is read and judged without
 * waiting for anything, and ten thousand waits take longer than the work.
 */
export function andThen<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
