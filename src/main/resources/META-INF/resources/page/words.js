// Numbers and states as people read them.

export function timeLeft(seconds) {
  if (seconds === null || seconds === undefined) return '';
  if (seconds < 1) return 'less than a second left';
  if (seconds < 90) return `about ${Math.ceil(seconds)} s left`;
  return `about ${Math.ceil(seconds / 60)} min left`;
}

const STAGES = {
  queue: 'In the queue',
  fetch: 'Reading',
  decode: 'Reading',
  infer: 'Finding people',
  render: 'Drawing',
  put: 'Drawing',
};

export function state(picture) {
  switch (picture.state) {
    case 'waiting':
      return 'Waiting';
    case 'sending':
      return 'Sending';
    case 'done':
      return people(picture.result.manifest.persons?.length ?? 0);
    case 'failed':
      return picture.problem.message;
    default:
      return [STAGES[picture.stage] ?? 'Working', timeLeft(picture.eta)].filter(Boolean).join(' · ');
  }
}

export function people(count) {
  if (count === 0) return 'No people found';
  return count === 1 ? '1 person' : `${count} people`;
}

export function share(pixels, all) {
  const percent = (100 * pixels) / all;
  return percent < 0.1 ? 'under 0.1 %' : `${percent.toFixed(1)} %`;
}

export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** left-arm → left arm */
export const label = name => name.replaceAll('-', ' ');
