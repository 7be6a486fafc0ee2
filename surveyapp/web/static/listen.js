// Reading aloud: one press plays, a second stops, and nothing plays by itself. What was recorded
// is played; otherwise a voice of this device reads, if it has one of the very language that
// works without the network. Where there is neither, the button stays hidden.
"use strict";

(() => {
  const buttons = [...document.querySelectorAll("button.listen")];
  const page = document.documentElement.lang;
  const speech = window.speechSynthesis;
  const audio = document.createElement("audio");
  let pressed = null;
  let voice = null;
  // Grows with each press and each stop, so that nobody heeds the end of what went before.
  let turn = 0;

  function stop() {
    turn += 1;
    audio.pause();
    if (speech && (speech.speaking || speech.pending)) speech.cancel();
    if (pressed) pressed.classList.remove("is-playing");
    pressed = null;
  }

  const stopIn = (mine) => () => {
    if (mine === turn) stop();
  };

  function play(files, mine) {
    const [first, ...others] = files;
    audio.onended = () => {
      if (mine !== turn) return;
      if (others.length) play(others, mine);
      else stop();
    };
    audio.src = first;
    audio.play().catch(stopIn(mine));
  }

  function speak(texts, mine) {
    const last = texts.length - 1;
    texts.forEach((text, place) => {
      const said = new SpeechSynthesisUtterance(text);
      said.voice = voice;
      said.lang = voice.lang;
      said.onerror = stopIn(mine);
      if (place === last) said.onend = stopIn(mine);
      speech.speak(said);
    });
  }

  function press(button) {
    const isSecond = button === pressed;
    stop();
    if (isSecond) return;
    for (const film of document.querySelectorAll("video")) film.pause();
    pressed = button;
    button.classList.add("is-playing");
    const { files, reads } = button.dataset;
    if (files) play(files.split(" "), turn);
    else speak(reads.split(" ").map((id) => document.getElementById(id).innerText), turn);
  }

  // A language with its script and region, likely ones where the tag says none.
  const likely = (tag) => new Intl.Locale(tag.replaceAll("_", "-")).maximize();

  function canRead(each) {
    if (each.localService !== true) return false;
    try {
      const [theirs, ours] = [likely(each.lang), likely(page)];
      return theirs.language === ours.language && theirs.script === ours.script;
    } catch {
      return false;
    }
  }

  // Of several voices the one of the region: the page's own, this country's, the likely one.
  function findVoice() {
    const voices = speech ? speech.getVoices().filter(canRead) : [];
    for (const region of [new Intl.Locale(page).region, "GB", likely(page).region]) {
      const found = voices.find((each) => likely(each.lang).region === region);
      if (found) return found;
    }
    return voices.find((each) => each.default) ?? voices[0] ?? null;
  }

  function show() {
    voice = findVoice();
    for (const button of buttons) button.hidden = !(button.dataset.files || voice);
  }

  for (const button of buttons) button.addEventListener("click", () => press(button));
  if (speech) speech.onvoiceschanged = show;
  show();

  document.addEventListener("play", stop, true);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  window.addEventListener("pagehide", stop);
})();
