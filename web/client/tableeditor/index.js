document.documentElement.dataset.tableeditor = "here";
