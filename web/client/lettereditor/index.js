document.documentElement.dataset.lettereditor = "here";
