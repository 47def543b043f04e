// Checks the seal of a certificate in the browser: COSE_Sign1, ES256 (RFC 9052).
// The part of the address after # is read here and never sent to the server.
"use strict";

(() => {
  const payload = decodeURIComponent(location.hash.slice(1));
  const keysElement = document.getElementById("verify-keys");
  const facts = document.getElementById("verify-facts");
  const line = document.getElementById("seal");
  if (!payload || !keysElement || !line || !window.crypto || !crypto.subtle) return;

  const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  function fromBase32(text) {
    const out = [];
    let bits = 0, value = 0;
    for (const sign of text) {
      const digit = BASE32.indexOf(sign);
      if (digit < 0) throw new Error("base32");
      value = (value << 5) | digit;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out.push((value >>> bits) & 255);
        value &= (1 << bits) - 1;
      }
    }
    if (value !== 0) throw new Error("base32 tail");
    return new Uint8Array(out);
  }

  function toBase32(bytes) {
    let text = "", bits = 0, value = 0;
    for (const byte of bytes) {
      value = (value << 8) | byte;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text += BASE32[(value >>> bits) & 31];
        value &= (1 << bits) - 1;
      }
    }
    if (bits > 0) text += BASE32[(value << (5 - bits)) & 31];
    return text;
  }

  // The part of CBOR (RFC 8949) that our claims use: integers, bytes, text,
  // arrays, maps, one tag; definite lengths only.
  function readCbor(bytes) {
    let at = 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    function length(info) {
      if (info < 24) return info;
      if (info === 24) return view.getUint8((at += 1) - 1);
      if (info === 25) return view.getUint16((at += 2) - 2);
      if (info === 26) return view.getUint32((at += 4) - 4);
      throw new Error("cbor length");
    }
    function item() {
      const head = view.getUint8(at++);
      const kind = head >> 5, size = length(head & 31);
      if (kind === 0) return size;
      if (kind === 1) return -1 - size;
      if (kind === 2 || kind === 3) {
        if (at + size > bytes.length) throw new Error("cbor end");
        const part = bytes.slice(at, (at += size));
        return kind === 2 ? part : new TextDecoder("utf-8", { fatal: true }).decode(part);
      }
      if (kind === 4) return Array.from({ length: size }, item);
      if (kind === 5) {
        const map = new Map();
        for (let i = 0; i < size; i++) {
          const key = item();
          if (map.has(key)) throw new Error("cbor key");
          map.set(key, item());
        }
        return map;
      }
      if (kind === 6) return { tag: size, value: item() };
      throw new Error("cbor kind");
    }
    const read = item();
    if (at !== bytes.length) throw new Error("cbor trailing");
    return read;
  }

  function bytesHead(length) {
    if (length < 24) return [0x40 | length];
    if (length < 256) return [0x58, length];
    return [0x59, length >> 8, length & 255];
  }

  function toBeSigned(header, body) {
    const word = new TextEncoder().encode("Signature1");
    return new Uint8Array([
      0x84, 0x60 | word.length, ...word,
      ...bytesHead(header.length), ...header,
      0x40,
      ...bytesHead(body.length), ...body,
    ]);
  }

  function hex(bytes) {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function isTrue() {
    const outer = readCbor(fromBase32(payload));
    if (outer.tag !== 18 || outer.value.length !== 4) return false;
    const [header, , body, signature] = outer.value;
    const said = readCbor(header);
    if (said.get(1) !== -7) return false;
    const keys = JSON.parse(keysElement.textContent);
    const jwk = keys.find((key) => key.kid === hex(said.get(4)));
    if (!jwk) return false;
    const key = await crypto.subtle.importKey(
      "jwk", { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y },
      { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"],
    );
    const signed = await crypto.subtle.verify(
      { name: "ECDSA", hash: "SHA-256" }, key, signature, toBeSigned(header, body),
    );
    if (!signed) return false;
    const claims = readCbor(body), ours = claims.get(-65537);
    if (!facts) return true;
    return toBase32(claims.get(7)) === facts.dataset.code
      && ours.get(3) === facts.dataset.award
      && ours.get(5) === facts.dataset.number
      && ours.get(6) === facts.dataset.day
      && (!ours.has(1) || ours.get(1) === facts.dataset.name);
  }

  function show(answer) {
    const template = document.getElementById(answer ? "seal-true" : "seal-false");
    line.replaceChildren(template.content.cloneNode(true));
    line.dataset.seal = answer ? "true" : "false";
    if (answer) return;
    const alert = document.querySelector("[data-verdict]");
    alert.className = "alert alert-danger";
    alert.dataset.verdict = "invalid";
    const title = document.getElementById("seal-false-title");
    alert.querySelector(".alert-title").replaceChildren(title.content.cloneNode(true));
  }

  isTrue().then(show, () => show(false));
})();
