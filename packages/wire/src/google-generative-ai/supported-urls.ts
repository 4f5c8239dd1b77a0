// The addresses of files that the server reads itself; files at any other come as bytes.
// https://ai.google.dev/gemini-api/docs/file-input-methods (accessed 2026-11-28)
import type { SupportedUrls, Target } from "@mayros/core";
import { compatOf } from "./compat.ts";

/** Media types of pages that newer models fetch. */
const external = [
  ...["html", "css", "plain", "xml", "csv", "rtf", "javascript"].map((kind) => `text/${kind}`),
  ...["json", "pdf"].map((kind) => `application/${kind}`),
  ...["bmp", "jpeg", "png", "webp"].map((kind) => `image/${kind}`),
  ...["mp4", "mpeg", "quicktime", "avi", "x-flv", "mpg", "webm", "wmv", "3gpp"].map(
    (kind) => `video/${kind}`,
  ),
];

const video = /^https:\/\/(?:www\.)?youtube\.com\/watch\?v=[\w-]+(?:&[\w=&.-]*)?$/;
const shortVideo = /^https:\/\/youtu\.be\/[\w-]+(?:\?[\w=&.-]*)?$/;
const uploaded = /^https:\/\/generativelanguage\.googleapis\.com\/v1beta\/files\/.*$/;

export function supportedUrls(target: Target): SupportedUrls {
  const { vertex, supportsExternalUrls } = compatOf(target);
  if (vertex) return { "*": [/^https?:\/\/.*$/, /^gs:\/\/.*$/] };
  const base = target.baseUrl.replace(/\/+$/, "").replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const here = new RegExp(`^${base}/files/.*$`);
  const pages = supportsExternalUrls ? external.map((type) => [type, [/^https:\/\/.*$/]]) : [];
  return { "*": [uploaded, here, video, shortVideo], ...Object.fromEntries(pages) };
}
