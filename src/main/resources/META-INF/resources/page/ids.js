// Shows a mask of ids, a grey value each, in colours that can be told apart.

/** PASCAL VOC's colour of an id: its bits, spread over red, green and blue from the highest down. */
function colour(id) {
  const rgb = [0, 0, 0];
  for (let bit = 0; bit < 8; bit += 1) rgb[bit % 3] |= ((id >> bit) & 1) << (7 - Math.floor(bit / 3));
  return rgb;
}

/** @returns the address of a picture of the mask, 0 in black */
export async function colourful(blob) {
  const mask = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
  const canvas = new OffscreenCanvas(mask.width, mask.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(mask, 0, 0);
  mask.close();
  const pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
  const colours = Array.from({ length: 256 }, (_, id) => colour(id));
  for (let i = 0; i < pixels.data.length; i += 4) pixels.data.set(colours[pixels.data[i]], i);
  pen.putImageData(pixels, 0, 0);
  return URL.createObjectURL(await canvas.convertToBlob());
}
