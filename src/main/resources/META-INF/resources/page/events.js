// Server-sent events read from an answer's body: unlike EventSource, fetch can send a key.

/** Each event's name and its data, which is JSON. */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const blocks = text.split('\n\n');
      text = blocks.pop();
      for (const block of blocks) {
        const event = parse(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parse(block) {
  const fields = { event: '', data: [] };
  for (const line of block.split('\n')) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === 'event') fields.event = value;
    if (field === 'data') fields.data.push(value);
  }
  return fields.data.length > 0 ? { name: fields.event, data: JSON.parse(fields.data.join('\n')) } : null;
}
