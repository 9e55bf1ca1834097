// @vladmandic/face-api, the maintained face-api.js: SSD MobileNet, 68 points, ResNet, all by default settings.
'use strict';
const { installed, from, clock, webassembly, serve } = require('./pictures.cjs');

async function main() {
  const tf = from('@tensorflow/tfjs');
  const faceapi = from(installed('@vladmandic/face-api/dist/face-api.node-wasm.js'));
  await webassembly(tf);
  const models = installed('@vladmandic/face-api/model');
  const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = faceapi.nets;
  for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet]) await net.loadFromDisk(models);
  const { version } = from(installed('@vladmandic/face-api/package.json'));

  await serve(tf, `face-api ${version}, tfjs ${tf.version_core} wasm`, async (tensor) => {
    const begin = clock();
    const detections = await faceapi.detectAllFaces(tensor, new faceapi.SsdMobilenetv1Options());
    const found = clock();
    // What detectAllFaces(...).withFaceLandmarks() makes, from detections whose time has been taken.
    const begun = Promise.resolve(detections.map((each) => faceapi.extendWithFaceDetection({}, each)));
    const faces = await new faceapi.DetectAllFaceLandmarksTask(begun, tensor, false).withFaceDescriptors();
    const done = clock();
    return {
      faces: faces.map(({ detection: { box }, descriptor }) => ({
        box: [box.left, box.top, box.right, box.bottom],
        vector: Array.from(descriptor),
      })),
      detect_ms: found - begin,
      encode_ms: done - found,
    };
  });
}

main();
