export { isGpuImage } from '../../common/imageName';
export { parseReference } from '../../common/imageReference';
