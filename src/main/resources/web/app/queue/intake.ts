// Where pictures come in: chosen, dropped (folders too), pasted.

const READ = /\.(jpe?g|jfif|png|webp|tiff?|bmp|exr|dpx|cin|hei[cf]|avif|mp4|m4v|mov|mkv|webm|avi|mxf)$/i;
const IGNORED = /^(\.|Thumbs\.db$)/;

/** Whether a file of a folder is one to parse: a folder may hold anything. */
export const isPicture = (name: string): boolean => READ.test(name) && !IGNORED.test(name);

/** The names that the file dialog offers. */
export const ACCEPT = 'image/*,video/*,.mkv,.mxf,.tif,.tiff,.bmp,.webp,.exr,.dpx,.heic,.avif';

/** All files of a drop, those of folders in the order of their names. */
export async function dropped(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map(item => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some(entry => entry?.isDirectory)) return [...data.files];
  const found: File[] = [];
  for (const entry of entries) if (entry) await walk(entry, found, true);
  return found;
}

async function walk(entry: FileSystemEntry, found: File[], named: boolean): Promise<void> {
  if (entry.isFile) {
    if (!named && !isPicture(entry.name)) return;
    found.push(await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed)));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) break;
    children.push(...some);
  }
  children.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  for (const child of children) await walk(child, found, false);
}

/** Pictures of the clipboard: browsers call each of them image.png, so they get names of their own. */
export function pasted(data: DataTransfer | null, count: number): File[] {
  return [...(data?.files ?? [])].map((file, i) =>
    file.name === 'image.png' ? new File([file], `pasted-${count + i + 1}.png`, { type: file.type }) : file,
  );
}

/** Hears drops and pastes of the whole page. */
export function listen(taken: (files: File[]) => void, nothing: () => void): void {
  let pastes = 0;
  document.addEventListener('dragover', event => {
    event.preventDefault();
    document.body.classList.toggle('dropping', [...(event.dataTransfer?.types ?? [])].includes('Files'));
  });
  document.addEventListener('dragleave', event => {
    if (!event.relatedTarget) document.body.classList.remove('dropping');
  });
  document.addEventListener('drop', async event => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    const files = event.dataTransfer ? await dropped(event.dataTransfer) : [];
    if (files.length > 0) taken(files);
    else nothing();
  });
  document.addEventListener('paste', event => {
    const files = pasted(event.clipboardData, pastes);
    pastes += files.length;
    if (files.length > 0) taken(files);
  });
}
