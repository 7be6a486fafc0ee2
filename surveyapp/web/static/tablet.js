// A tablet that many people share. Who is idle is asked whether they are still there, in words, in a
// picture and by a sound; any key or touch goes on. Else the visit ends on the server, and the
// start page takes the place of this one.
"use strict";

(() => {
  // The page that makes a device a shared tablet offers its button only where scripts run.
  for (const each of document.querySelectorAll(".needs-script")) each.hidden = false;

  // A page that the browser kept in memory is never shown to the next person.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  const dialog = document.getElementById("still-there");
  if (!dialog) return;
  const { idle, warning, start, sound } = dialog.dataset;
  let timer = 0;

  const wait = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, Number(idle) * 1000);
  };

  const ask = () => {
    dialog.showModal();
    if (sound) chime();
    timer = window.setTimeout(leave, Number(warning) * 1000);
  };

  const leave = async () => {
    dialog.classList.add("still-there-over");
    const form = dialog.querySelector("form");
    const body = new URLSearchParams(new FormData(form));
    try {
      await fetch(form.action, { method: "POST", body, keepalive: true });
    } catch {
      // Without a network the start page begins a new visit all the same; the old one is out of
      // reach, because its cookie is replaced.
    }
    window.location.replace(start);
  };

  // Two soft notes. A browser that has not been touched yet plays none.
  const chime = () => {
    const audio = new AudioContext();
    if (audio.state !== "running") {
      audio.close();
      return;
    }
    [523.25, 659.25].forEach((pitch, place) => {
      const note = audio.createOscillator();
      const loudness = audio.createGain();
      const from = audio.currentTime + place * 0.45;
      note.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.0001, from);
      loudness.gain.exponentialRampToValueAtTime(0.3, from + 0.05);
      loudness.gain.exponentialRampToValueAtTime(0.0001, from + 0.4);
      note.connect(loudness).connect(audio.destination);
      note.start(from);
      note.stop(from + 0.45);
      note.onended = () => place && audio.close();
    });
  };

  const isHere = () => {
    if (dialog.classList.contains("still-there-over")) return;
    if (dialog.open) dialog.close();
    wait();
  };

  for (const kind of ["pointerdown", "keydown", "input"]) {
    document.addEventListener(kind, isHere, { capture: true });
  }
  dialog.addEventListener("cancel", isHere);
  wait();
})();
