// A clip's first picture, where the browser can play the clip: something to look at until frames come from the service.

const PATIENCE = 5000;

/** @param height of the picture; as it is, where none is named */
export async function firstPicture(clip: Blob, height?: number): Promise<ImageBitmap | null> {
  const video = document.createElement('video');
  const url = URL.createObjectURL(clip);
  try {
    await new Promise<void>((ready, failed) => {
      video.onloadeddata = () => ready();
      video.onerror = () => failed(new Error('not played'));
      setTimeout(() => failed(new Error('not played in time')), PATIENCE);
      video.muted = true;
      video.preload = 'auto';
      video.src = url;
    });
    return await createImageBitmap(video, height === undefined ? {} : { resizeHeight: height, resizeQuality: 'medium' });
  } catch {
    return null;
  } finally {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  }
}
